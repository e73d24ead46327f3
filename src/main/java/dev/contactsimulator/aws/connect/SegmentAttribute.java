package dev.contactsimulator.aws.connect;

/** "SegmentAttributeValue", of which this simulator has texts only. */
record SegmentAttribute(String valueString) {}
