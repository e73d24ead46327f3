package dev.contactsimulator.view;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Reads the rows of the contact view as they are. */
interface StoredContacts extends Repository<StoredContact, UUID> {

    Optional<StoredContact> findByContactId(UUID contactId);

    List<StoredContact> findByContactIdIn(Collection<UUID> contactIds);

    List<StoredContact> findByEndedAtIsNullOrderByDueAtAscContactIdAsc(Limit limit);
}
