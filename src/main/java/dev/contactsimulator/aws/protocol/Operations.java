package dev.contactsimulator.aws.protocol;

import java.util.List;

/** Operations to serve. Every bean of this type is used. */
@FunctionalInterface
public interface Operations {

    List<Route> routes();
}
