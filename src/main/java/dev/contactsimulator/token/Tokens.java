package dev.contactsimulator.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Signs claims and checks what was signed. A token is the claims, a byte string, with the first 16 bytes of their
 * HMAC-SHA256 before them, in URL-safe Base64. The keys are derived by HKDF-SHA256 (RFC 5869), the purpose being the info.
 */
public final class Tokens {

    private static final int SIGNATURE_BYTES = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Map<TokenPurpose, SecretKey> keys = new EnumMap<>(TokenPurpose.class);

    /** @param secret of the installation */
    public Tokens(byte[] secret) {
        for (TokenPurpose purpose : TokenPurpose.values()) keys.put(purpose, derive(secret, purpose));
    }

    private static SecretKey derive(byte[] secret, TokenPurpose purpose) {
        try {
            byte[] info = ("token " + purpose.name()).getBytes(UTF_8);
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, 32));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every JDK since 25 has HKDF-SHA256", missing);
        }
    }

    /** The same claims always give the same token. */
    public String sign(TokenPurpose purpose, byte[] claims) {
        byte[] token = Arrays.copyOf(signature(purpose, claims), SIGNATURE_BYTES + claims.length);
        System.arraycopy(claims, 0, token, SIGNATURE_BYTES, claims.length);
        return ENCODER.encodeToString(token);
    }

    /** The claims of a token, or empty if it is no token of this purpose. */
    public Optional<byte[]> verify(TokenPurpose purpose, String token) {
        byte[] bytes = decode(token);
        if (bytes.length < SIGNATURE_BYTES) return Optional.empty();
        byte[] claims = Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
        byte[] signature = Arrays.copyOf(bytes, SIGNATURE_BYTES);
        return MessageDigest.isEqual(signature, signature(purpose, claims)) ? Optional.of(claims) : Optional.empty();
    }

    private static byte[] decode(String token) {
        try {
            return DECODER.decode(token);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private byte[] signature(TokenPurpose purpose, byte[] claims) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.get(purpose));
            return Arrays.copyOf(mac.doFinal(claims), SIGNATURE_BYTES);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every JDK has HmacSHA256", missing);
        }
    }
}
