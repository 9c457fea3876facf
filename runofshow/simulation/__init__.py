"""What could happen. Pure, but for its seeded source of chance."""
