/**
 * Where the data is: a PostgreSQL of the simulator's own, which starts and ends with the program, or an external one.
 * The rest of the program sees a {@code DataSource} and a {@link dev.contactsimulator.database.DataLocation}.
 */
@NullMarked
package dev.contactsimulator.database;

import org.jspecify.annotations.NullMarked;
