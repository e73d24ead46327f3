package dev.contactsimulator.delivery;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Where an emulator of an AWS service is, and how requests to it are made: once, since the ledger decides about retries. */
public record AwsEndpoint(URI url, String region, AwsBasicCredentials credentials, Duration timeout) {

    static AwsEndpoint of(URI url, String region, DeliverySettings settings) {
        return new AwsEndpoint(
                url,
                region,
                AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey()),
                settings.timeout());
    }

    /** What the ledger says of a request that failed. */
    public static DeliveryFailed failed(SdkException failure) {
        if (failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            return new DeliveryFailed(
                    refused.statusCode() + " " + refused.awsErrorDetails().errorCode(), refused);
        }
        return new DeliveryFailed(String.valueOf(failure.getMessage()), failure);
    }

    /** Builds a client of a service. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(url)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(timeout)
                        .socketTimeout(timeout))
                .overrideConfiguration(options ->
                        options.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(timeout))
                .build();
    }
}
