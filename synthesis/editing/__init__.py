"""What people change in a synthesis, and how it holds when it is made again."""
