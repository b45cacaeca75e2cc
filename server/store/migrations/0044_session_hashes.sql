-- Of the secret of a session a hash is stored: what is read here signs nobody in. Those there are stay signed in.
UPDATE sessions SET token = encode(sha256(convert_to(token, 'UTF8')), 'hex');
