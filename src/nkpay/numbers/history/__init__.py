"""History: when each means of payment is said to have begun, and what 'first' rests on."""
