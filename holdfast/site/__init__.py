"""The web application: settings, addresses, what every answer carries, and the server's door."""
