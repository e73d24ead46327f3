package dev.contactsimulator.aws.protocol;

import java.util.List;

/** Operations that are served; every bean of this type is. */
@FunctionalInterface
public interface Operations {

    List<Route> routes();
}
