package dev.contactsimulator.attachment;

/** As many files are being uploaded to this node as may be. */
public final class UploadsBusy extends RuntimeException {

    UploadsBusy() {
        super("too many uploads", null, false, false);
    }
}
