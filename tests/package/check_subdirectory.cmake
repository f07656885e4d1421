# Configures a project that takes posproof in with add_subdirectory, and compiles README.md's program in it.
# Passed in: SOURCE WORK GENERATOR CXX LAUNCHER.
include("${CMAKE_CURRENT_LIST_DIR}/readme_program.cmake")
file(REMOVE_RECURSE "${WORK}")
readme_program("${SOURCE}" "${WORK}/main.cpp")
run(COMMAND "${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/subdirectory" -B "${WORK}/build" -G "${GENERATOR}" "-DPOSPROOF_SOURCE=${SOURCE}"
  "-DPROGRAM=${WORK}/main.cpp" "-DCMAKE_CXX_COMPILER=${CXX}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}")
run(COMMAND "${CMAKE_COMMAND}" --build "${WORK}/build" --target consumer OUTPUT log)
if(log MATCHES "verify/decide")
  message(FATAL_ERROR "the libraries were built, which this test is too short for:\n${log}")
endif()
