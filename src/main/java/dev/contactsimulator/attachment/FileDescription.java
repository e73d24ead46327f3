package dev.contactsimulator.attachment;

import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.ContactRejection.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/** A file as its sender announces it. */
public record FileDescription(String name, String contentType, int sizeInBytes) {

    /** Admin Guide, "Feature specifications": file types supported for attachments. */
    private static final Set<String> EXTENSIONS = Set.of(
            "csv", "doc", "docx", "heic", "jfif", "jpeg", "jpg", "mov", "mp4", "pdf", "png", "ppt", "pptx", "rtf",
            "txt", "wav", "xls", "xlsx");

    /** As the names of files that are attached to other contacts ("AttachedFile", "FileName"). */
    private static final Pattern NAME = Pattern.compile("\\P{C}*");

    /** A content type comes back as a header. */
    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[ -~]*");

    /** @throws ContactRejection if there can be no such file */
    void requireAllowed(long maxBytes) {
        if (!NAME.matcher(name).matches()) throw invalid("The AttachmentName must have no control characters.");
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!name.contains(".") || !EXTENSIONS.contains(extension)) {
            throw invalid(
                    "Files of this type are not supported: the AttachmentName must end with one of the extensions "
                            + String.join(", ", EXTENSIONS.stream().sorted().toList()) + ".");
        }
        if (!isMediaType(contentType))
            throw invalid("The ContentType must be a media type, of a known charset if it has one.");
        if (sizeInBytes > maxBytes) throw invalid("A file can have at most " + maxBytes + " bytes.");
    }

    private static boolean isMediaType(String text) {
        try {
            MimeTypeUtils.parseMimeType(text);
            return PRINTABLE_ASCII.matcher(text).matches();
        } catch (InvalidMimeTypeException none) {
            return false;
        }
    }

    private static ContactRejection invalid(String rule) {
        return new ContactRejection(Kind.INVALID_VALUE, rule);
    }
}
