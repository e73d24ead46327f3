package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.contact.MessageLimits;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** The operations of AWS, found by looking for them, with nothing behind them: they can read requests only. */
final class ConnectOperations {

    private static final Map<Class<?>, Object> SETTINGS = Map.of(
            ConnectSettings.class, new ConnectSettings(false, false, List.of(), MessageLimits.SERVICE_MODEL, Set.of()));

    static List<Operation> all() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Operation.class));
        return scan.findCandidateComponents("dev.contactsimulator.aws").stream()
                .map(each -> create(each.getBeanClassName()))
                .filter(each -> each.route().api() != Api.SIMULATOR)
                .sorted(Comparator.comparing(each -> each.route().operation()))
                .toList();
    }

    private static Operation create(String className) {
        try {
            Constructor<?> constructor = Class.forName(className).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            @Nullable
            Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                    .map(SETTINGS::get)
                    .toArray();
            return (Operation) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(className, failure);
        }
    }

    private ConnectOperations() {}
}
