"""The annual volume (年度合订本): many issues, exactly as issued, bound as one document."""
