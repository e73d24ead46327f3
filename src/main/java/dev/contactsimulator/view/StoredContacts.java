package dev.contactsimulator.view;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads the rows of the contact view as they are. */
interface StoredContacts extends Repository<StoredContact, UUID>, JpaSpecificationExecutor<StoredContact> {

    Optional<StoredContact> findByContactId(UUID contactId);
}
