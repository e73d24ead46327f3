package dev.contactsimulator.aws.protocol;

import java.util.List;

/** One operation: a class that is named after it and has its path, its request, its response and its handler. */
public interface Operation extends Operations {

    Route route();

    @Override
    default List<Route> routes() {
        return List.of(route());
    }
}
