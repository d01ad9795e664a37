"""Who is meant: by name, by office, by side, by pronoun."""
