package dev.contactsimulator.aws.connect;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Region and the account that are simulated.
 *
 * @param region the Region of the instance (us-east-1)
 * @param accountId the account of the instance, 12 digits (111122223333)
 */
@ConfigurationProperties("simulator.aws")
public record AwsSettings(
        @DefaultValue("us-east-1") String region,
        @DefaultValue("111122223333") String accountId) {

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d{1,2}");
    private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");

    public AwsSettings {
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("simulator.aws.region must be a Region such as us-east-1");
        }
        if (!ACCOUNT_ID.matcher(accountId).matches()) {
            throw new IllegalArgumentException("simulator.aws.account-id must have 12 digits");
        }
    }

    /** The ARN of a resource of Amazon Connect, {@code phone-number/…} for example. */
    String arn(String resource) {
        return "arn:" + partition() + ":connect:" + region + ":" + accountId + ":" + resource;
    }

    /** The role by which Amazon Connect acts in the account. */
    String serviceRole() {
        return "arn:" + partition() + ":iam::" + accountId
                + ":role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect";
    }

    /** The partition that the Region is in, the second part of every ARN. */
    public String partition() {
        if (region.startsWith("cn-")) return "aws-cn";
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
