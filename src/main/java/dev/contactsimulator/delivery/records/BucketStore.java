package dev.contactsimulator.delivery.records;

import dev.contactsimulator.delivery.AwsEndpoint;
import dev.contactsimulator.delivery.DeliveryFailed;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects in a bucket of Amazon S3. */
public final class BucketStore implements FileStore, AutoCloseable {

    private final String bucket;
    private final S3Client client;

    public BucketStore(String bucket, AwsEndpoint endpoint) {
        this.bucket = bucket;
        client = endpoint.client(S3Client.builder().forcePathStyle(true));
    }

    @Override
    public void write(String key, byte[] content) throws DeliveryFailed {
        try {
            client.putObject(
                    request -> request.bucket(bucket).key(key).contentType("application/json"),
                    RequestBody.fromBytes(content));
        } catch (SdkException failure) {
            throw AwsEndpoint.failed(failure);
        }
    }

    @Override
    public String location(String key) {
        return bucket + "/" + key;
    }

    @Override
    public void close() {
        client.close();
    }
}
