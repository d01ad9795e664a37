"""Chinese time expressions and what they mean."""
