package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.Operations;
import dev.contactsimulator.aws.protocol.Route;
import java.util.List;

/** Routes below {@code /_simulator/}. Every bean of this type is served. */
public interface SimulatorRoutes extends Operations {

    List<SimulatorRoute> simulatorRoutes();

    @Override
    default List<Route> routes() {
        return simulatorRoutes().stream().map(SimulatorRoute::route).toList();
    }
}
