package dev.contactsimulator.view;

/** A page was asked for with a token that no page of the same search has given. */
public final class InvalidPageToken extends RuntimeException {

    InvalidPageToken() {
        super("The token is not one of this search.", null, false, false);
    }
}
