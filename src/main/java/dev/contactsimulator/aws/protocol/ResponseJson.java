package dev.contactsimulator.aws.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.OutputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes responses as each API writes JSON: names in AWS's spelling, no nulls, time as the service has it. */
final class ResponseJson {

    private static final byte[] EMPTY = {'{', '}'};

    private final Map<Api, ObjectWriter> writers = new EnumMap<>(Api.class);

    ResponseJson() {
        writers.put(Api.CONNECT, writer(PropertyNamingStrategies.UPPER_CAMEL_CASE, new EpochTime()));
        writers.put(Api.PARTICIPANT, writer(PropertyNamingStrategies.UPPER_CAMEL_CASE, new TextTime()));
        writers.put(Api.SIMULATOR, writer(PropertyNamingStrategies.LOWER_CAMEL_CASE, new TextTime()));
    }

    private static ObjectWriter writer(PropertyNamingStrategy names, StdSerializer<Instant> time) {
        return JsonMapper.builder(JsonFactory.builder()
                        .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                        .build())
                .propertyNamingStrategy(names)
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .addModule(new SimpleModule().addSerializer(Instant.class, time))
                .build()
                .writer();
    }

    byte[] write(Api api, Object body) {
        if (body instanceof Map<?, ?> map && map.isEmpty()) return EMPTY;
        return Objects.requireNonNull(writers.get(api)).writeValueAsBytes(body);
    }

    /** A failure leaves the JSON unfinished: the generator is not closed then, which would complete it. */
    void write(Api api, StreamedBody body, OutputStream out) {
        JsonGenerator json = Objects.requireNonNull(writers.get(api)).createGenerator(out);
        body.writeTo(json);
        json.close();
    }

    private static final class EpochTime extends StdSerializer<Instant> {
        EpochTime() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
            json.writeNumber(EpochSeconds.number(time));
        }
    }

    private static final class TextTime extends StdSerializer<Instant> {
        TextTime() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
            json.writeString(IsoMillis.text(time));
        }
    }
}
