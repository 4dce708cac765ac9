package org.watchbill.auth.api;

import org.watchbill.kit.rest.Admission;

/** Who may do what at this API. */
final class Admissions {

    static final Admission READ_ORGANISATION = Admission.members("organisation:read");
    static final Admission CHANGE_ORGANISATION = Admission.administrators("organisation:write");
    static final Admission READ_PROVIDER = Admission.administrators("organisation:read");
    static final Admission READ_PEOPLE = Admission.members("people:read");
    static final Admission CHANGE_PEOPLE = Admission.administrators("people:write");
    static final Admission READ_CLIENTS = Admission.administrators("clients:read");
    static final Admission CHANGE_CLIENTS = Admission.administrators("clients:write");
    static final Admission READ_CONNECTIONS = Admission.administrators("connections:read");
    static final Admission CHANGE_CONNECTIONS = Admission.administrators("connections:write");

    private Admissions() {}

    /** For the operator of the installation alone. */
    static Admission operator(String scope) {
        return new Admission(
                scope,
                "Only the operator of the installation may do this",
                caller -> caller.subject().equals(AdmitCaller.OPERATOR));
    }
}
