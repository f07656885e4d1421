# install() rules of the package: find_package(posproof) gives posproof::arith ... posproof::certify.
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/posproof")
install(EXPORT posproofTargets NAMESPACE posproof:: DESTINATION "${package_dir}" COMPONENT development)
configure_package_config_file(cmake/posproofConfig.cmake.in posproofConfig.cmake INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file(posproofConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/posproofConfig.cmake" "${PROJECT_BINARY_DIR}/posproofConfigVersion.cmake"
  cmake/FindGMP.cmake cmake/FindMPFR.cmake cmake/FindMPFI.cmake cmake/FindNettle.cmake cmake/FindFLINT.cmake cmake/FindArb.cmake
  DESTINATION "${package_dir}" COMPONENT development)
