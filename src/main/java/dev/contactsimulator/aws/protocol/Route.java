package dev.contactsimulator.aws.protocol;

/** One operation as it is called over HTTP: method, path, and how its request is read and handled. */
public final class Route {

    /** Reads a request; violations of constraints are collected in it and reported together. */
    @FunctionalInterface
    public interface Reader<Q> {
        Q read(AwsRequest request);
    }

    /** Handles a request. */
    @FunctionalInterface
    public interface Handler<Q> {
        /** @throws AwsException if the response is an error */
        AwsResponse handle(Q request, AwsCall call);
    }

    private record Steps<Q>(Reader<Q> reader, ErrorType invalidValue, Handler<Q> handler) {

        Q read(AwsRequest request) {
            Q read = reader.read(request);
            request.requireValid(invalidValue);
            return read;
        }

        AwsResponse handle(AwsRequest request, AwsCall call) {
            return handler.handle(read(request), call);
        }
    }

    private final Api api;
    private final String method;
    private final PathTemplate path;
    private final String operation;
    private final Steps<?> steps;
    private final boolean isForFiles;

    private Route(Api api, String method, PathTemplate path, String operation, Steps<?> steps, boolean isForFiles) {
        this.api = api;
        this.method = method;
        this.path = path;
        this.operation = operation;
        this.steps = steps;
        this.isForFiles = isForFiles;
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
            Handler<Q> handler) {
        return new Route(
                api, method, PathTemplate.of(path), operation, new Steps<>(reader, invalidValue, handler), false);
    }

    /** A route of Amazon Connect. */
    public static <Q> Route connect(
            String method,
            String path,
            String operation,
            ErrorType invalidValue,
            Reader<Q> reader,
            Handler<Q> handler) {
        return of(Api.CONNECT, method, path, operation, invalidValue, reader, handler);
    }

    /** A route of the Participant Service, which has one error for everything that is wrong with a request. */
    public static <Q> Route participant(String path, String operation, Reader<Q> reader, Handler<Q> handler) {
        return of(Api.PARTICIPANT, "POST", path, operation, ErrorType.VALIDATION, reader, handler);
    }

    /** A route of the Participant Service for files: the body of its requests is {@link AwsRequest#content}. */
    public static <Q> Route participantFile(
            String method, String path, String operation, Reader<Q> reader, Handler<Q> handler) {
        Steps<Q> steps = new Steps<>(reader, ErrorType.VALIDATION, handler);
        return new Route(Api.PARTICIPANT, method, PathTemplate.of(path), operation, steps, true);
    }

    /** @throws AwsException if the request is not one of this operation */
    Object read(AwsRequest request) {
        return steps.read(request);
    }

    AwsResponse handle(AwsRequest request, AwsCall call) {
        return steps.handle(request, call);
    }

    public Api api() {
        return api;
    }

    String method() {
        return method;
    }

    PathTemplate path() {
        return path;
    }

    public String operation() {
        return operation;
    }

    /** The error for a value that the operation does not allow. */
    public ErrorType invalidValue() {
        return steps.invalidValue();
    }

    /** Whether the model has body members for the method; any other body is ignored, or a file. */
    boolean hasBody() {
        return !isForFiles && (method.equals("POST") || method.equals("PUT"));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
