package dev.contactsimulator.aws;

import java.util.List;

/** A group of operations. */
public interface Routes {

    List<Route> routes();
}
