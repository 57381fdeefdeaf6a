"""What a house or a person asks for: configuration files, profiles, suppressions."""
