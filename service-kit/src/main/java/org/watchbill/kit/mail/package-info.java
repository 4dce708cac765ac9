/**
 * Mail that leaves for certain: {@link MailOutbox#add} keeps it, sealed, in the caller's transaction, and
 * {@link MailSender} brings it to the SMTP server that {@code mail.smtp.host} names. The service opens its database with
 * {@link org.watchbill.kit.database.OptionalTables#MAIL}. Without a server nothing is kept and nothing is sent.
 */
@NullMarked
package org.watchbill.kit.mail;

import org.jspecify.annotations.NullMarked;
