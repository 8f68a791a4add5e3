"""四性检测: a store of years judged again and again, and the report of it."""
