"""What posts, authors, stages, plans and surveys are: rules in plain Python, without a framework."""
