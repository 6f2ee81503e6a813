package io.registryauth.examples.spring;

import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Greets who is logged in. It knows nothing of passwords, nor of who may change the greeting. */
@RestController
class GreetingController {
    private volatile String greeting = "Hello";

    @GetMapping("/")
    String greet(Principal user) {
        return greeting + ", " + user.getName() + "\n";
    }

    @PutMapping("/")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestBody String greeting) {
        this.greeting = greeting;
    }
}
