/** API tokens of service accounts, which administrators make. */
@NullMarked
package org.watchbill.auth.apitoken.service;

import org.jspecify.annotations.NullMarked;
