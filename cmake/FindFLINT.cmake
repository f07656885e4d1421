# Finds FLINT 2.x (no .pc file on Debian) and defines FLINT::FLINT.
include(FindPackageHandleStandardArgs)
find_package(GMP QUIET)
find_package(MPFR QUIET)
find_path(FLINT_INCLUDE_DIR flint/flint.h)
find_library(FLINT_LIBRARY flint)
find_package_handle_standard_args(FLINT REQUIRED_VARS FLINT_LIBRARY FLINT_INCLUDE_DIR GMP_FOUND MPFR_FOUND
  REASON_FAILURE_MESSAGE "install the Debian package libflint-dev")
if(FLINT_FOUND AND NOT TARGET FLINT::FLINT)
  add_library(FLINT::FLINT UNKNOWN IMPORTED)
  set_target_properties(FLINT::FLINT PROPERTIES IMPORTED_LOCATION "${FLINT_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${FLINT_INCLUDE_DIR}" INTERFACE_LINK_LIBRARIES "MPFR::MPFR;GMP::GMP")
endif()
mark_as_advanced(FLINT_INCLUDE_DIR FLINT_LIBRARY)
