"""What scripts/release does beside Maven: versions, notes, and the rules of Maven Central for a bundle."""
