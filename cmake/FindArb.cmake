# Finds Arb 2.x, which Debian ships as libflint-arb beside FLINT 2, and defines Arb::Arb.
include(FindPackageHandleStandardArgs)
find_package(FLINT QUIET)
find_path(Arb_INCLUDE_DIR arb.h)
find_library(Arb_LIBRARY NAMES flint-arb arb)
find_package_handle_standard_args(Arb REQUIRED_VARS Arb_LIBRARY Arb_INCLUDE_DIR FLINT_FOUND
  REASON_FAILURE_MESSAGE "install the Debian package libflint-arb-dev")
if(Arb_FOUND AND NOT TARGET Arb::Arb)
  add_library(Arb::Arb UNKNOWN IMPORTED)
  set_target_properties(Arb::Arb PROPERTIES IMPORTED_LOCATION "${Arb_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${Arb_INCLUDE_DIR}" INTERFACE_LINK_LIBRARIES FLINT::FLINT)
endif()
mark_as_advanced(Arb_INCLUDE_DIR Arb_LIBRARY)
