package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;

/** Errors that several operations return. */
final class ConnectErrors {

    static AwsException noSuchContact() {
        return noSuchContact(ErrorType.RESOURCE_NOT_FOUND);
    }

    /** @param type the error that the operation models for it */
    static AwsException noSuchContact(ErrorType type) {
        return new AwsException(type, "There is no such contact.");
    }

    static AwsException invalidNextToken() {
        return invalidNextToken(ErrorType.INVALID_PARAMETER);
    }

    /** @param type the error that the operation models for it */
    static AwsException invalidNextToken(ErrorType type) {
        return new AwsException(type, "The NextToken is not one that this request was answered with.");
    }

    private ConnectErrors() {}
}
