package dev.contactsimulator.aws.protocol;

import java.io.InputStream;

/** The body of a request that is a file, as it arrives. */
public interface RequestContent {

    /** The length that was announced, in bytes, or -1 if none was. */
    long announcedLength();

    /**
     * The bytes, to be read once. Reading fails with an {@link AwsException} if there are more, if they do not arrive in
     * the time that every body has, or if the client breaks off.
     *
     * @throws AwsException if more were announced
     */
    InputStream stream(int maxBytes);
}
