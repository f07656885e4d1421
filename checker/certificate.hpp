#pragma once
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <zlib.h>

#include "goals.hpp"

// A whole certificate: first line, steps and leaves, last line. **Theorem** C14.

namespace check {

class Sha256 {
 public:
  explicit Sha256(const std::string& bytes = "") {
    sha256_init(&context_);
    add(bytes);
  }
  void add(const std::string& bytes) {
    sha256_update(&context_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  }
  /// Of everything added since the last digest, in hexadecimal digits.
  std::string digest() {
    std::uint8_t bytes[SHA256_DIGEST_SIZE];
    char hex[BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE)];
    sha256_digest(&context_, sizeof bytes, bytes);
    base16_encode_update(hex, sizeof bytes, bytes);
    return {hex, sizeof hex};
  }

 private:
  sha256_ctx context_;
};
inline std::string sha256(const std::string& bytes) { return Sha256(bytes).digest(); }

/// The lines of a file, plain or gzip, one at a time.
class Lines {
 public:
  explicit Lines(const std::string& path) : file_(gzopen(path.c_str(), "rb"), gzclose) {
    if (!file_) throw Unreadable("cannot open " + path);
  }
  /// The next line without its line feed; false at the end of the file.
  bool next(std::string& line) {
    line.clear();
    int c = gzgetc(file_.get()), error = Z_OK;
    for (; c >= 0 && c != '\n'; c = gzgetc(file_.get())) {
      line += static_cast<char>(c);
      if (line.size() > 1 << 22) throw Unreadable("a line longer than 4 MiB");
    }
    gzerror(file_.get(), &error);
    if (c < 0 && (!line.empty() || (error != Z_OK && error != Z_STREAM_END))) throw Unreadable("interrupted, or damaged");
    return c == '\n';
  }

 private:
  std::unique_ptr<gzFile_s, int (*)(gzFile)> file_;
};

struct Accepted {
  std::string claim;
  bool proved;  ///< else refuted
  std::size_t leaves;
  long bits;
};

/// Checks the first line; the claim and whether it is to be proved.
inline std::pair<Tree, bool> header(const Json& json) {
  keys_are(json, {"posproof-certificate", "id", "claim", "verdict", "relation", "domain", "tree", "sha256"});
  if (json.at("posproof-certificate") != 2) throw Unreadable("another version than 2");
  const Tree tree = TreeReader::read(json.at("tree"));
  const bool quantified = is_quantifier(*tree);
  std::string relation = tree->op == "exists" ? "exists" : quantified ? "forall-int" : "closed";
  for (const Binder& b : tree->binders)
    if (b.kind == "reals" && tree->op == "forall") relation = "forall-real";
  const Json fitting = {{"claim", tree->text},
                        {"relation", relation},
                        {"domain", quantified ? json.at("tree").at(1) : Json::array()},
                        {"sha256", sha256(json.at("tree").dump())}};
  for (const auto& [key, value] : fitting.items())
    if (json.at(key) != value) throw Rejected("the " + key + " of the tree is " + value.dump());
  const bool prove = string(json.at("verdict")) == "PROVED";
  if ((!prove && json.at("verdict") != "REFUTED") || !json.at("id").is_string()) throw Unreadable("no verdict, or no id");
  return {tree, prove};
}

/// Reads and checks the file; throws Rejected or Unreadable, with the number of the line.
inline Accepted check_certificate(const std::string& path) {
  Lines lines(path);
  std::string line;
  long number = 1;
  const auto where = [&](const std::exception& e) { return "line " + std::to_string(number) + ": " + e.what(); };
  try {
    work = 0, lines.next(line);
    const auto [tree, prove] = header(read_json(line));
    Proof proof(tree, prove);
    for (Sha256 hash;; proof.line(read_json(line))) {
      hash.add(line + "\n"), ++number;
      if (!lines.next(line)) throw Unreadable("interrupted: the last line is missing");
      if (line.rfind("{\"end\"", 0) != 0) continue;
      const std::string last =
          "{\"end\":true,\"lines\":" + std::to_string(number - 1) + ",\"sha256\":\"" + hash.digest() + "\"}";
      if (line != last) throw Unreadable("altered or interrupted: the last line does not fit the lines before it");
      if (lines.next(line)) throw Unreadable("lines after the last");
      if (!proof.finished()) throw Rejected("goals are left open: the cases do not cover the domain");
      return {tree->text, prove, proof.leaves, proof.most_bits};
    }
  } catch (const Rejected& e) {
    throw Rejected(where(e));
  } catch (const Undefined& e) {
    throw Rejected(where(e));
  } catch (const std::exception& e) {
    throw Unreadable(where(e));
  }
}

}  // namespace check
