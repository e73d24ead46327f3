package dev.contactsimulator.aws.protocol;

import java.util.List;

/** A group of operations. */
public interface Routes {

    List<Route> routes();
}
