"""Print-ready Chinese work bulletins (工作简报) from YAML."""

__version__ = "0.2.0"
