"""From facts to conclusions: findings by strata, dangers, level, recommendations, and the trace of all of them."""
