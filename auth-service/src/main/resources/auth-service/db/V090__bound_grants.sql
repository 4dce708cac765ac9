-- Thumbprint of the key whose holder alone may refresh (RFC 9449 section 5); absent for a connection that is bound to none.
ALTER TABLE grants ADD COLUMN key_thumbprint VARCHAR(43);
