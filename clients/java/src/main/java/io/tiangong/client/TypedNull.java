package io.tiangong.client;

/** A NULL parameter whose type can't be told from its place in the statement. */
public record TypedNull(TypeKind kind) {}
