"""Package lists, derived: every family folder under checks/ and every package under src/."""

from setuptools import find_packages, setup

engine = find_packages("src")
families = ["reportlint_checks", *(f"reportlint_checks.{name}" for name in find_packages("checks"))]

setup(
    packages=[*engine, *families],
    package_dir={"": "src", "reportlint_checks": "checks"},
    package_data={
        "reportlint": ["py.typed", "data/**/*.yaml", "data/**/*.json"],
    },
)
