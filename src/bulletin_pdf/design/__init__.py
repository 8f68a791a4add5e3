"""House styles: how an office's bulletin looks, as one value read from one YAML file."""
