"""Where records are cited: papers and other documents."""
