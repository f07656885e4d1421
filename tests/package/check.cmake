# Installs the built tree into WORK/stage, takes the program out of README.md, builds it with find_package(posproof) and runs it.
# Passed in: SOURCE BUILD WORK GENERATOR CXX LAUNCHER SANITIZE. Every step that fails ends the test.
include("${CMAKE_CURRENT_LIST_DIR}/readme_program.cmake")

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}/consumer")
run(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}/stage")

readme_program("${SOURCE}" "${WORK}/consumer/main.cpp")
file(COPY "${SOURCE}/tests/package/consumer/CMakeLists.txt" DESTINATION "${WORK}/consumer")

set(flags "")
if(SANITIZE)
  set(flags "-fsanitize=${SANITIZE}")
endif()
run(COMMAND "${CMAKE_COMMAND}" -S "${WORK}/consumer" -B "${WORK}/build" -G "${GENERATOR}" "-DCMAKE_PREFIX_PATH=${WORK}/stage"
  "-DCMAKE_CXX_COMPILER=${CXX}" "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}" "-DCMAKE_CXX_FLAGS=${flags}")
run(COMMAND "${CMAKE_COMMAND}" --build "${WORK}/build")
run(COMMAND "${WORK}/build/consumer" OUTPUT printed)
if(NOT printed STREQUAL "REFUTED at n = 3\n")
  message(FATAL_ERROR "the program printed: ${printed}")
endif()
run(COMMAND "${WORK}/stage/bin/posproof" --version OUTPUT version)
message(STATUS "installed: ${version}")
