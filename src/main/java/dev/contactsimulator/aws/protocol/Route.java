package dev.contactsimulator.aws.protocol;

import dev.contactsimulator.contact.RequestContext;

/** One operation as it is called over HTTP: method, path, and how its request is read and answered. */
public final class Route {

    /** Reads a request; violations of constraints are collected in it and reported together. */
    @FunctionalInterface
    public interface Reader<Q> {
        Q read(AwsRequest request);
    }

    /** Does what the request asks for. */
    @FunctionalInterface
    public interface Operation<Q> {
        /** @throws AwsException if the answer is an error */
        AwsResponse answer(Q request, RequestContext cause);
    }

    private final Api api;
    private final String method;
    private final PathTemplate path;
    private final String operation;
    private final ErrorType invalidValue;
    private final Operation<AwsRequest> answer;

    private Route(
            Api api,
            String method,
            PathTemplate path,
            String operation,
            ErrorType invalidValue,
            Operation<AwsRequest> answer) {
        this.api = api;
        this.method = method;
        this.path = path;
        this.operation = operation;
        this.invalidValue = invalidValue;
        this.answer = answer;
    }

    /**
     * @param path with labels in braces: {@code /contacts/{InstanceId}/{ContactId}}
     * @param operation AWS's name of the operation, kept with the events that it causes
     * @param invalidValue the error that the operation models for values that violate a constraint
     */
    public static <Q> Route of(
            Api api,
            String method,
            String path,
            String operation,
            ErrorType invalidValue,
            Reader<Q> reader,
            Operation<Q> answer) {
        Operation<AwsRequest> whole = (request, cause) -> {
            Q read = reader.read(request);
            request.requireValid(invalidValue);
            return answer.answer(read, cause);
        };
        return new Route(api, method, PathTemplate.of(path), operation, invalidValue, whole);
    }

    /** A route of Amazon Connect. */
    public static <Q> Route connect(
            String method,
            String path,
            String operation,
            ErrorType invalidValue,
            Reader<Q> reader,
            Operation<Q> answer) {
        return of(Api.CONNECT, method, path, operation, invalidValue, reader, answer);
    }

    AwsResponse answer(AwsRequest request, RequestContext cause) {
        return answer.answer(request, cause);
    }

    Api api() {
        return api;
    }

    String method() {
        return method;
    }

    PathTemplate path() {
        return path;
    }

    String operation() {
        return operation;
    }

    /** What a value is called that the domain does not allow. */
    ErrorType invalidValue() {
        return invalidValue;
    }

    /** Whether the model has body members for the method; a body that comes nevertheless is not looked at. */
    boolean hasBody() {
        return method.equals("POST") || method.equals("PUT");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
