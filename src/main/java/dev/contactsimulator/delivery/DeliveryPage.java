package dev.contactsimulator.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next behind which delivery the next page begins; null on the last page */
public record DeliveryPage(
        List<ListedDelivery> deliveries, @Nullable DeliveryId next) {}
