package dev.contactsimulator.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * An array parameter in the binary form that PostgreSQL's {@code array_recv} reads: dimensions, flags, type of the
 * elements, their number, the first index; then each element after its length. The driver makes a text of each element
 * first, or of the whole array, and both ends would pay for it with every event.
 */
final class BinaryArray extends PGobject implements PGBinaryObject {

    private static final long serialVersionUID = 1;
    private static final int HEADER = 20;

    private final transient ByteBuffer bytes;

    private BinaryArray(String arrayType, int elementType, int count, int lengthOfElements) {
        type = arrayType;
        bytes = ByteBuffer.allocate(HEADER + Integer.BYTES * count + lengthOfElements);
        bytes.putInt(1).putInt(0).putInt(elementType).putInt(count).putInt(1);
    }

    /**
     * Has a connection send these arrays in binary form, whatever its URL says of that.
     *
     * @throws SQLException if it has no binary form to offer
     */
    static void enable(Connection connection) throws SQLException {
        QueryExecutor executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
        if (executor.getPreferQueryMode() == PreferQueryMode.SIMPLE) {
            throw new SQLException("the event log needs a connection URL without preferQueryMode=simple");
        }
        executor.addBinarySendOid(Oid.INT4_ARRAY);
        executor.addBinarySendOid(Oid.UUID_ARRAY);
        executor.addBinarySendOid(Oid.TIMESTAMPTZ_ARRAY);
        executor.addBinarySendOid(Oid.TEXT_ARRAY);
        executor.addBinarySendOid(Oid.JSON_ARRAY);
        executor.addBinarySendOid(Oid.BYTEA_ARRAY);
    }

    static BinaryArray integers(Collection<Integer> numbers) {
        BinaryArray array = new BinaryArray("_int4", Oid.INT4, numbers.size(), Integer.BYTES * numbers.size());
        for (int number : numbers) array.bytes.putInt(Integer.BYTES).putInt(number);
        return array;
    }

    static BinaryArray uuids(Collection<UUID> ids) {
        BinaryArray array = new BinaryArray("_uuid", Oid.UUID, ids.size(), 2 * Long.BYTES * ids.size());
        for (UUID id : ids) {
            array.bytes.putInt(2 * Long.BYTES);
            array.bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return array;
    }

    static BinaryArray times(Collection<Instant> times) {
        BinaryArray array = new BinaryArray("_timestamptz", Oid.TIMESTAMPTZ, times.size(), Long.BYTES * times.size());
        for (Instant time : times) array.bytes.putInt(Long.BYTES).putLong(EventHash.microsOf2000(time));
        return array;
    }

    static BinaryArray texts(Collection<String> texts) {
        return of(
                "_text",
                Oid.TEXT,
                texts.stream().map(text -> text.getBytes(UTF_8)).toList());
    }

    /** JSON texts in UTF-8. */
    static BinaryArray json(Collection<byte[]> texts) {
        return of("_json", Oid.JSON, texts);
    }

    static BinaryArray bytes(Collection<byte[]> values) {
        return of("_bytea", Oid.BYTEA, values);
    }

    private static BinaryArray of(String arrayType, int elementType, Collection<byte[]> elements) {
        int length = 0;
        for (byte[] element : elements) length += element.length;
        BinaryArray array = new BinaryArray(arrayType, elementType, elements.size(), length);
        for (byte[] element : elements) array.bytes.putInt(element.length).put(element);
        return array;
    }

    @Override
    public int lengthInBytes() {
        return bytes.position();
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        bytes.flip().get(target, offset, bytes.limit());
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("an array on its way to the server only");
    }

    @Override
    public @Nullable String getValue() {
        throw new UnsupportedOperationException("the connection does not transfer " + type + " in binary form");
    }
}
