/**
 * Clients whose id is the https address of their own description (draft-ietf-oauth-client-id-metadata-document, MCP
 * 2026-07-28): fetched when a person is asked, kept while it is fresh.
 */
@NullMarked
package org.watchbill.auth.client.document;

import org.jspecify.annotations.NullMarked;
