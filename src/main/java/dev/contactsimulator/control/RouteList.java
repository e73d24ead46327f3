package dev.contactsimulator.control;

import static java.util.Comparator.comparing;

import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.control.SimulatorRoute.BodyMember;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** The list of all routes below {@code /_simulator/}, this one included. */
final class RouteList implements SimulatorRoutes {

    private final ObjectProvider<SimulatorRoutes> others;

    RouteList(ObjectProvider<SimulatorRoutes> others) {
        this.others = others;
    }

    @Override
    public List<SimulatorRoute> simulatorRoutes() {
        return List.of(SimulatorRoute.get("/", "ListRoutes", "the routes of the simulator itself")
                .handledBy(this::list));
    }

    record Routes(List<ListedRoute> routes) {}

    record ListedRoute(
            String method, String path, String summary, List<QueryParameter> parameters, List<BodyMember> body) {

        static ListedRoute of(SimulatorRoute.Description route) {
            return new ListedRoute(
                    route.method(),
                    route.path(),
                    route.summary(),
                    route.parameters().stream().map(QueryParameter::of).toList(),
                    route.body());
        }
    }

    record QueryParameter(String name, String summary) {

        static QueryParameter of(Parameter parameter) {
            return new QueryParameter(parameter.name(), parameter.summary());
        }
    }

    private AwsResponse list() {
        return AwsResponse.of(new Routes(Stream.concat(Stream.of(this), others.stream())
                .flatMap(each -> each.simulatorRoutes().stream())
                .map(route -> ListedRoute.of(route.description()))
                .sorted(comparing(ListedRoute::path).thenComparing(ListedRoute::method))
                .toList()));
    }
}
